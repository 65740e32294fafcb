"""The register for other programs: as part of an answers file, and judged as part of a plan."""

from typing import Any

from ev_scan.domain.register import Register, Risk
from ev_scan.domain.register_document import asset_document, input_document, line_document
from ev_scan.domain.risks import RiskResult
from ev_scan.domain.supply_chain import InputResult

Document = dict[str, Any]


def register_answers(register: Register) -> Document:
    """As an answers file has it: without ids, and a risk names its asset."""
    names = {asset.id: asset.name for asset in register.assets}
    lists = {
        "assets": [_without_id(asset_document(asset)) for asset in register.assets],
        "risks": [
            {**line_document(line), "asset": names[line.asset]} for line in register.lines if line.asset in names
        ],
        "critical_inputs": [_without_id(input_document(critical)) for critical in register.inputs],
    }
    return {name: found for name, found in lists.items() if found}


def _without_id(document: Document) -> Document:
    return {key: value for key, value in document.items() if key != "id"}


def risk_result(found: RiskResult) -> Document:
    now, line = found.current, found.line
    return {
        "asset": found.asset.name,
        "method": line.method,
        "likelihood": now.likelihood if now else found.computed_likelihood,
        "computed_likelihood": found.computed_likelihood,
        "impact": line.impact,
        "score": _score(now),
        "band": now.band.value if now else None,
        "gross": _score(found.gross),
        "target": _score(found.target),
        "attractiveness": found.attractiveness,
        "exposure": found.exposure.level,
        "maturity": round(float(found.maturity), 2),
        "treatment": line.treatment.value if line.treatment else None,
        "because": [{"question": question, "option": option} for question, option in found.exposure.because],
    }


def _score(risk: Risk | None) -> int | None:
    return risk.score if risk else None


def input_result(found: InputResult) -> Document:
    return {
        "name": found.input.name,
        "availability": round(found.availability, 1),
        "dependency": round(found.dependency, 1),
        "crisis": round(found.crisis, 1),
        "risk": round(found.risk, 1),
        "band": found.band.value,
        "pattern": found.pattern.value,
        "time_to_survive_days": _plain(found.time_to_survive_days),
        "time_to_recover_days": _plain(found.time_to_recover_days),
        "gap_days": _plain(found.gap_days),
        "exposure_eur": _plain(found.exposure_eur),
        "labels": [label.value for label in found.labels],
        "data_quality": round(found.data_quality, 2),
    }


def _plain(number: float | None) -> float | int | None:
    """80 and not 80.0."""
    return int(number) if number is not None and float(number).is_integer() else number
