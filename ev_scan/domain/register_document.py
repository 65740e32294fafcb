"""A register as plain values, for JSON; what is not filled in is left out."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from ev_scan.domain.ids import AssetGroupId, AssetId, InputId, MethodId
from ev_scan.domain.register import IMPACTS, OVERALL, Acceptance, Asset, Register, RiskLine, Treatment
from ev_scan.domain.supply_chain import CriticalInput, Supplier

Document = dict[str, Any]

_INPUT_VALUES = tuple(field.name for field in fields(CriticalInput) if field.name not in ("id", "name", "suppliers"))


def register_document(register: Register) -> Document:
    """Three lists; each only when there is something in it."""
    lists = {
        "assets": [asset_document(asset) for asset in register.assets],
        "risks": [line_document(line) for line in register.lines],
        "critical_inputs": [input_document(critical) for critical in register.inputs],
    }
    return {name: found for name, found in lists.items() if found}


def register_from(document: Mapping[str, Any]) -> Register:
    """The opposite of `register_document`."""
    return Register(
        assets=tuple(map(asset_from, document.get("assets", ()))),
        lines=tuple(map(line_from, document.get("risks", ()))),
        inputs=tuple(map(input_from, document.get("critical_inputs", ()))),
    )


def asset_document(asset: Asset) -> Document:
    values = {
        "owner": asset.owner or None,
        "place": asset.place or None,
        "access": asset.access or None,
        "confidentiality": asset.confidentiality,
        "integrity": asset.integrity,
        "availability": asset.availability,
        "attractiveness": asset.attractiveness,
        "listed_technology": asset.listed,
        "euro_range": asset.euro_range or None,
    }
    return {"id": asset.id, "name": asset.name, "group": asset.group, **_filled(values)}


def asset_from(document: Mapping[str, Any]) -> Asset:
    return Asset(
        id=AssetId(document["id"]),
        name=document["name"],
        group=AssetGroupId(document["group"]),
        owner=document.get("owner", ""),
        place=document.get("place", ""),
        access=document.get("access", ""),
        confidentiality=document.get("confidentiality"),
        integrity=document.get("integrity"),
        availability=document.get("availability"),
        attractiveness=document.get("attractiveness"),
        listed=document.get("listed_technology"),
        euro_range=document.get("euro_range", ""),
    )


def line_document(line: RiskLine) -> Document:
    accepted = line.acceptance
    values = {
        "impacts": {name: line.impacts[name] for name in (*IMPACTS, OVERALL) if name in line.impacts} or None,
        "likelihood": line.likelihood,
        "reason": line.reason or None,
        "treatment": line.treatment.value if line.treatment else None,
        "accepted_by": accepted.name if accepted else None,
        "review": accepted.review.isoformat() if accepted else None,
    }
    return {"asset": line.asset, "method": line.method, **_filled(values)}


def line_from(document: Mapping[str, Any]) -> RiskLine:
    name, review, treatment = (document.get(key) for key in ("accepted_by", "review", "treatment"))
    return RiskLine(
        asset=AssetId(document["asset"]),
        method=MethodId(document["method"]),
        impacts=document.get("impacts", {}),
        likelihood=document.get("likelihood"),
        reason=document.get("reason", ""),
        treatment=Treatment(treatment) if treatment else None,
        acceptance=Acceptance(name, date.fromisoformat(review)) if name and review else None,
    )


def input_document(critical: CriticalInput) -> Document:
    values = {name: getattr(critical, name) for name in _INPUT_VALUES}
    suppliers = [supplier_document(supplier) for supplier in critical.suppliers]
    return {"id": critical.id, "name": critical.name, **_filled({"suppliers": suppliers or None, **values})}


def input_from(document: Mapping[str, Any]) -> CriticalInput:
    return CriticalInput(
        name=document["name"],
        id=InputId(document["id"]),
        suppliers=tuple(map(supplier_from, document.get("suppliers", ()))),
        **{name: document[name] for name in _INPUT_VALUES if name in document},
    )


def supplier_document(supplier: Supplier) -> Document:
    values = {"governance": supplier.governance, "name": supplier.name or None}
    return {"share": supplier.share, "country": supplier.country, **_filled(values)}


def supplier_from(document: Mapping[str, Any]) -> Supplier:
    return Supplier(document["share"], document["country"], document.get("governance"), document.get("name", ""))


def _filled(values: Document) -> Document:
    return {name: value for name, value in values.items() if value is not None}
