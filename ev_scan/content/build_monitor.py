"""From the file model to the monitor block."""

from ev_scan.content import monitor_schema as schema
from ev_scan.content.texts import maybe_text, text_of
from ev_scan.domain.ids import OptionId
from ev_scan.domain.monitor_block import BlockPage, BlockQuestion, MonitorBlock, item_id
from ev_scan.domain.questionnaire import Option, Question, QuestionKind
from ev_scan.domain.text import Text


def build_monitor_block(node: schema.MonitorFile) -> MonitorBlock:
    domains: list[tuple[str, Text]] = [(each.id, text_of(each, each.text)) for each in node.domains]
    return MonitorBlock(
        node.block,
        tuple(
            BlockPage(page.id, text_of(page, page.title), tuple(_question(each, domains) for each in page.questions))
            for page in node.pages
        ),
    )


def _question(node: schema.BlockQuestionFile, domains: list[tuple[str, Text]]) -> BlockQuestion:
    rows = domains if node.per_domain else [(row.id, text_of(node, row.text)) for row in node.rows or ()]
    text, hint = text_of(node, node.text), maybe_text(node, node.hint)
    kind = QuestionKind.MULTIPLE if node.choose == "several" else QuestionKind.SINGLE
    options = tuple(
        Option(OptionId(each.id), text_of(node, each.text), exclusive=each.exclusive) for each in node.options
    )
    items = tuple(Question(item_id(node.id, row), kind, words, options) for row, words in rows)
    several = node.choose == "several"
    return BlockQuestion(
        field=node.id,
        text=text,
        hint=hint,
        questions=items or (Question(item_id(node.id, None), kind, text, options, hint),),
        has_rows=bool(items),
        turning=frozenset(OptionId(each.id) for each in node.options if several and not (each.last or each.exclusive)),
    )
