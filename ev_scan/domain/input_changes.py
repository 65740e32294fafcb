"""What a company may do to its critical inputs: each function gives a changed copy of the register."""

from collections.abc import Iterable
from dataclasses import replace

from ev_scan.domain.ids import InputId
from ev_scan.domain.register import Register
from ev_scan.domain.register_changes import RegisterFull
from ev_scan.domain.supply_chain import MOST_INPUTS, CriticalInput


def input_in(register: Register, input_id: str) -> CriticalInput | None:
    return next((critical for critical in register.inputs if critical.id == input_id), None)


def with_input(register: Register, critical: CriticalInput) -> Register:
    """In the place of the input with the same id, else behind the others. Raises RegisterFull."""
    if input_in(register, critical.id):
        return replace(register, inputs=tuple(critical if e.id == critical.id else e for e in register.inputs))
    return with_inputs(register, (critical,))


def with_inputs(register: Register, more: Iterable[CriticalInput]) -> Register:
    """Behind the others. Raises RegisterFull."""
    inputs = (*register.inputs, *more)
    if len(inputs) > MOST_INPUTS:
        raise RegisterFull(MOST_INPUTS)
    return replace(register, inputs=inputs)


def without_input(register: Register, input_id: InputId) -> Register:
    return replace(register, inputs=tuple(critical for critical in register.inputs if critical.id != input_id))
