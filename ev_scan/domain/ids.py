"""Ids are for ever: every published one stands in `questionnaires/ids.lock`."""

from typing import NewType

ClusterId = NewType("ClusterId", str)
TopicId = NewType("TopicId", str)
QuestionId = NewType("QuestionId", str)
OptionId = NewType("OptionId", str)
MeasureId = NewType("MeasureId", str)
ContactId = NewType("ContactId", str)
SourceId = NewType("SourceId", str)
RoleId = NewType("RoleId", str)
MethodId = NewType("MethodId", str)
AssetGroupId = NewType("AssetGroupId", str)
TermId = NewType("TermId", str)
EscalationId = NewType("EscalationId", str)
RegimeId = NewType("RegimeId", str)
AssetId = NewType("AssetId", str)
InputId = NewType("InputId", str)
NoteId = NewType("NoteId", str)
PointId = NewType("PointId", str)
AgreementId = NewType("AgreementId", str)

NO_INPUT_ID = InputId("")
"""Of an input that was not stored yet."""

UNKNOWN = OptionId("unknown")
NOT_APPLICABLE = OptionId("not_applicable")
