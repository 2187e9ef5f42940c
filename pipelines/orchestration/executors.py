"""Where the steps of a run that Dagster launches are carried out. What a step does is not known here."""

from __future__ import annotations

import os
from importlib import import_module

import dagster as dg

SETTING = "CHIPLEDGER_EXECUTOR"
NAMED = {"in_process": dg.in_process_executor, "multiprocess": dg.multiprocess_executor}


def chosen() -> dg.ExecutorDefinition:
    """The executor that the environment names, in this process if none.

    Others are named by module and attribute, such as `dagster_k8s.k8s_job_executor`: whoever uses
    one installs it. A refresh of the command line is always one process.
    """
    name = os.environ.get(SETTING, "in_process")
    if name in NAMED:
        return NAMED[name]
    module, _, attribute = name.rpartition(".")
    found = getattr(import_module(module), attribute) if module else None
    if not isinstance(found, dg.ExecutorDefinition):
        raise ValueError(f"{SETTING}={name}: name {', '.join(NAMED)}, or a module's executor")
    return found
