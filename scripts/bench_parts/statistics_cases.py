"""What `make bench-statistics` times: add a case, or a run to one, and its function in a file of runs beside this.

A run names a function, `file:function`, that takes the case's size and returns the work to time, with the data made.
The work returns one number, so that one sees that all answer alike. The first run of a case is ours.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Case:
    """One question, asked of each program; the goals are ours, in seconds and megabytes beyond the data."""

    title: str
    size: int
    runs: dict[str, str]
    seconds: float
    megabytes: float | None = None
    times: int = 3


MILLION = 1_000_000
CASES = (
    Case(
        "Kaplan-Meier with interval, 1,000,000 spells", MILLION,
        {"Mentornett": "retention_runs:ours", "lifelines": "retention_runs:lifelines",
         "statsmodels": "retention_runs:statsmodels", "scipy": "retention_runs:scipy"},
        seconds=0.25,
    ),
    Case(
        "Kaplan-Meier with delayed entry, 1,000,000 spells", MILLION,
        {"Mentornett": "retention_runs:ours_delayed", "lifelines": "retention_runs:lifelines_delayed",
         "statsmodels": "retention_runs:statsmodels_delayed"},
        seconds=0.25,
    ),
    Case(
        "Log-rank of two groups, 1,000,000 spells", MILLION,
        {"Mentornett": "log_rank_runs:ours", "lifelines": "log_rank_runs:lifelines",
         "statsmodels": "log_rank_runs:statsmodels", "scipy": "log_rank_runs:scipy"},
        seconds=0.3,
    ),
    Case(
        "Cox with 5 covariates and Efron's ties, 1,000,000 spells", MILLION,
        {"Mentornett": "cox_runs:ours", "lifelines": "cox_runs:lifelines"},
        seconds=3, megabytes=500, times=1,
    ),
    Case(
        "Cox with 5 covariates and Efron's ties, 100,000 spells", MILLION // 10,
        {"Mentornett": "cox_runs:ours", "lifelines": "cox_runs:lifelines", "statsmodels": "cox_runs:statsmodels"},
        seconds=0.3, megabytes=50, times=1,
    ),
    Case(
        "Cox with 5 covariates, delayed entry, days (ties), 1,000,000 spells", MILLION,
        {"Mentornett": "cox_runs:ours_delayed"},
        seconds=3, megabytes=500, times=1,
    ),
    Case(
        "Hierarchical shares of 400 units", 400, {"Mentornett": "shrinkage_runs:ours"},
        seconds=1,
    ),
    Case(
        "Difference in differences by imputation, 400 units x 96 months", 400,
        {"Mentornett": "effect_runs:imputation", "diff-diff": "effect_runs:imputation_oracle"},
        seconds=0.25,
    ),
    Case(
        "Difference in differences by cohort, 400 units x 96 months", 400,
        {"Mentornett": "effect_runs:staggered", "diff-diff": "effect_runs:staggered_oracle"},
        seconds=0.25,
    ),
    Case(
        "Hazard of 600 units x 20 half-years", 600, {"Mentornett": "effect_runs:hazard"},
        seconds=0.5,
    ),
    Case(
        "Hazard of 60 units x 20 half-years", 60,
        {"Mentornett": "effect_runs:hazard", "statsmodels": "effect_runs:hazard_oracle"},
        seconds=0.1,
    ),
    Case(
        "Planner, 60 units, 400 simulations x 99 permutations", 60, {"Mentornett": "effect_runs:planner"},
        seconds=15, times=1,
    ),
)  # fmt: skip
