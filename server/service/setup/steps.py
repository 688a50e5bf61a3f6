"""The first steps of a new centre: what is done, as the centre itself shows it, and what people say of the others."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from server.core.events import Event, SetupBegun, SetupStepConfirmed, SetupStepSkipped, SetupStepTakenUp
from server.core.refusal import Refusal
from server.core.setup import CONFIRMABLE, STEPS, Mark
from server.service.context import Context
from server.service.machines.now import PrinterAt
from server.service.setup.shown_by import SetupShown, shown_by_the_centre
from server.store import Transaction
from server.store import setup as stored
from server.store.queue import tickets


@dataclass(frozen=True, slots=True)
class StepNow:
    """A step: whether it is `done`, and what people said of it; `mark` is `None` where it was never theirs to do."""

    name: str
    done: bool
    mark: Mark | None

    @property
    def to_do(self) -> bool:
        """Whether it belongs among the things to do, put off or not."""
        return not self.done and self.mark is not None

    @property
    def state(self) -> str:
        """`done`, `skipped` or `open`; `not_given` to a centre that works without having been led through it."""
        if self.done:
            return "done"
        return {None: "not_given", Mark.SKIPPED: "skipped"}.get(self.mark, "open")


@dataclass(frozen=True, slots=True)
class StepsNow:
    """All steps in their order, and what the centre shows of them."""

    steps: tuple[StepNow, ...]
    shown: SetupShown

    @property
    def to_do(self) -> tuple[StepNow, ...]:
        """What is left, first what nobody put off."""
        left = [step for step in self.steps if step.to_do]
        return tuple(sorted(left, key=lambda step: step.mark is Mark.SKIPPED))


def steps_now(context: Context, printers: Iterable[PrinterAt]) -> StepsNow:
    """The steps as they are at this moment; `printers` are all that there are."""
    with context.store.read() as connection:
        marks = stored.marks(connection)
    shown = shown_by_the_centre(context, printers)
    confirmed = {step for step, mark in marks.items() if mark is Mark.CONFIRMED}
    steps = (StepNow(step, shown.done(step, confirmed=step in confirmed), marks.get(step)) for step in STEPS)
    return StepsNow(tuple(steps), shown)


def left(context: Context, printers: Callable[[], Iterable[PrinterAt]]) -> Sequence[StepNow]:
    """What is left to do; nothing, and without looking, in a centre that was never given the steps."""
    with context.store.read() as connection:
        begun = bool(stored.marks(connection))
    return steps_now(context, printers()).to_do if begun else ()


def skip(context: Context, step: str, actor: str) -> None:
    """Put a step off. Raises `unknown_step`."""
    _mark(context, step, SetupStepSkipped(step), Mark.SKIPPED, actor)


def take_up(context: Context, step: str, actor: str) -> None:
    """Take a step up again. Raises `unknown_step`."""
    _mark(context, step, SetupStepTakenUp(step), Mark.OPEN, actor)


def confirm(context: Context, step: str, actor: str) -> None:
    """Confirm that a step is right as it is. Raises `unknown_step`, also for a step that cannot be confirmed."""
    if step not in CONFIRMABLE:
        raise Refusal("unknown_step")
    _mark(context, step, SetupStepConfirmed(step), Mark.CONFIRMED, actor)


def settle(context: Context, step: str, actor: str) -> None:
    """The same, where the step is one of this centre's."""
    with context.store.read() as connection:
        listed = step in stored.marks(connection)
    if listed:
        confirm(context, step, actor)


def begin_in(transaction: Transaction, actor: str) -> None:
    """Give a new centre its steps, inside a transaction; one that has given numbers already has none to do."""
    if not stored.marks(transaction.connection) and not tickets.any_issued(transaction.connection):
        transaction.record(SetupBegun(STEPS), actor)


def begin(context: Context, actor: str) -> None:
    """The same, by itself."""
    context.store.write(lambda transaction: begin_in(transaction, actor))


def _mark(context: Context, step: str, event: Event, mark: Mark, actor: str) -> None:
    def record(transaction: Transaction) -> None:
        marks = stored.marks(transaction.connection)
        if step not in marks:
            raise Refusal("unknown_step")
        if marks[step] is not mark:
            transaction.record(event, actor)

    context.store.write(record)
