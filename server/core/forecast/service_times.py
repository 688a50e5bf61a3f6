"""How long a visit keeps a counter busy, learnt from the centre's own history, by field.

Lognormal: most visits are short, a few very long. Few observations are shrunk towards what the centre
set up; a forgotten last key cannot pull the estimate, since what lies far out counts only as far out as
the others reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt
from statistics import NormalDist, median
from typing import Final

_PRIOR_WEIGHT: Final = 10
_PRIOR_SPREAD: Final = 0.6
_LEAST_SPREAD: Final = 0.15
_REACH: Final = 2.5
_MAD_TO_SIGMA: Final = 1.4826
_STEPS: Final = 64
_FEW: Final = 2


@dataclass(frozen=True, slots=True)
class ServiceTime:
    """A lognormal of seconds: `mu` and `sigma` of its logarithm."""

    mu: float
    sigma: float

    @property
    def mean_s(self) -> float:
        """The mean in seconds."""
        return exp(self.mu + self.sigma**2 / 2)

    def steps(self) -> tuple[float, ...]:
        """Equally likely values in seconds, ascending: drawing one of them draws from the distribution."""
        normal = NormalDist(self.mu, self.sigma)
        return tuple(exp(normal.inv_cdf((i + 0.5) / _STEPS)) for i in range(_STEPS))


def learn(usual_s: float, seen_s: Sequence[float]) -> ServiceTime:
    """The service time of a field whose usual mean is `usual_s`, after visits of `seen_s` seconds."""
    prior_mu = log(usual_s) - _PRIOR_SPREAD**2 / 2
    logs = _within_reach([log(seconds) for seconds in seen_s if seconds >= 1])
    n = _PRIOR_WEIGHT + len(logs)
    mu = (_PRIOR_WEIGHT * prior_mu + sum(logs)) / n
    around = _PRIOR_WEIGHT * _PRIOR_SPREAD**2 + sum((x - mu) ** 2 for x in logs)
    return ServiceTime(mu, max(_LEAST_SPREAD, sqrt(around / n)))


def _within_reach(logs: list[float]) -> list[float]:
    """The observations, those far out drawn in to where the others reach."""
    if len(logs) <= _FEW:
        return logs
    middle = median(logs)
    spread = max(_LEAST_SPREAD, _MAD_TO_SIGMA * median(abs(x - middle) for x in logs))
    low, high = middle - _REACH * spread, middle + _REACH * spread
    return [min(high, max(low, x)) for x in logs]
