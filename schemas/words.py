"""The words that publishers use where a column has few, and what some of them mean here.

A word that is not listed is reported and means nothing: it never becomes one of ours by default.
Names of chips, organizations, models and countries are no words; aliases say what they mean.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

CLUSTER_STATUS = {"Existing": "existing", "Planned": "planned", "Decommissioned": "decommissioned"}
CLUSTER_CERTAINTY = {"Confirmed": "Confident", "Likely": "Likely", "Unlikely": "Speculative"}
CLUSTER_SECTOR = {"Private": "private", "Public": "public", "Public/Private": "mixed"}
SINGLE_CLUSTER = {"Yes": "yes", "No": "no", "Unclear": "unclear"}
SITE_MARKS = {"confident": "Confident", "likely": "Likely", "speculative": "Speculative"}
COMPANY_CONFIDENCE = ("Confident", "Likely", "Uncertain")
MODEL_CONFIDENCE = ("Confident", "Likely", "Speculative", "Unknown", "Unverified", "Wrong")
ACCESS = {
    "Open weights (unrestricted)": "open", "Open source": "open", "Fully open-source": "open",
    "Fully open-source (depr.)": "open", "Permissive license": "open",
    "Permissive license (depr.)": "open", "Open weights (restricted use)": "restricted",
    "Open weights (non-commercial)": "restricted", "Open access (restricted use)": "restricted",
    "Open access (non-commercial)": "restricted", "Weights available": "restricted",
    "Weights available (depr.)": "restricted", "API access": "api", "API accessible": "api",
    "Hosted access (no API)": "hosted", "Unreleased": "unreleased",
}
FORMATS = {"FP64": "fp64", "FP32": "fp32", "TF32": "tf32", "FP16": "fp16", "BF16": "fp16",
           "FP8": "fp8", "INT8": "int8", "FP4": "fp4"}
COMPUTE_METHODS = {
    "Reported": "reported", "Operation counting": "operation_counting", "Hardware": "hardware",
    "Comparison with other models": "comparison", "Benchmarks": "benchmarks",
    "Third-party estimation": "other", "Other": "other", "Cost": "other",
}
HARDWARE_TYPES = ("GPU", "CPU", "Other", "SoC", "TPU", "XPU-R", "XPU", "GPGPU", "ASIC", "NPU", "LPU",
                  "Hybrid CPU", "DCU (GPGPU)")
RENTAL_KINDS = ("on-demand", "serverless", "community", "spot", "secure")
MODEL_COLUMNS = {"confidence": MODEL_CONFIDENCE, "model_accessibility": ACCESS}
HARDWARE_COLUMNS = MODEL_COLUMNS | {"number_format": FORMATS}
COMPUTE_COLUMNS = HARDWARE_COLUMNS | {"compute_methods": COMPUTE_METHODS}

WORDS: Mapping[str, Mapping[str, Collection[str]]] = {
    "raw.epoch_gpu_clusters": {
        "status": CLUSTER_STATUS, "certainty": CLUSTER_CERTAINTY, "single_cluster": SINGLE_CLUSTER,
        "sector": CLUSTER_SECTOR,
    },
    "raw.epoch_ai_companies_funding_rounds": {
        "status": ("Closed", "Late discussions"), "confidence": COMPANY_CONFIDENCE},
    "raw.epoch_ai_companies_staff_reports": {
        "confidence": COMPANY_CONFIDENCE,
        "report_type": ("Full company", "Division/role", "Full AI division", "Contractors"),
        "source_type": ("Media report", "Company disclosure", "Other"),
    },
    "raw.epoch_ai_companies_usage_reports": {
        "confidence": COMPANY_CONFIDENCE, "active_user_period": ("Monthly", "Weekly", "Daily")},
    "raw.epoch_ai_companies_compute_spend": {
        "confidence": COMPANY_CONFIDENCE, "period_type": ("Year", "Annualized"),
        "category": ("R&D cloud compute", "Inference cloud compute", "Data"),
    },
    "raw.epoch_all_models": COMPUTE_COLUMNS,
    "raw.epoch_notable_models": HARDWARE_COLUMNS,
    "raw.epoch_frontier_models": COMPUTE_COLUMNS,
    "raw.epoch_large_scale_models": MODEL_COLUMNS,
    "raw.epoch_ml_hardware": {"hardware_type": HARDWARE_TYPES},
    "raw.epoch_chip_dataset": {"hardware_type": HARDWARE_TYPES},
    "raw.gpu_rental_price": {"kind": RENTAL_KINDS},
}
"""By raw table and column. A cell of several words is parted at its commas."""
MARKS: Mapping[str, Mapping[str, Collection[str]]] = {
    "raw.epoch_data_centers": {"owner": SITE_MARKS, "users": SITE_MARKS},
}
"""Words behind names in a cell, each after a `#`."""


def words_of(table_name: str) -> Mapping[str, Collection[str]]:
    """The words of each column of a raw table that has a vocabulary."""
    return WORDS.get(table_name, {})


def marks_of(table_name: str) -> Mapping[str, Collection[str]]:
    """The marks behind names of each column of a raw table that has some."""
    return MARKS.get(table_name, {})


def meant(word: str | None, words: Mapping[str, str], unsaid: str | None = None) -> str | None:
    """What a word means: `unsaid` where there is none, nothing where it is none we know."""
    return unsaid if word is None else words.get(word)
