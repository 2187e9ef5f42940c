"""The files for clusters are what Dagster and their own pieces say they must be; no cluster is asked."""

from __future__ import annotations

import importlib
import json
from typing import Any

import pytest
import yaml
from dagster._config import process_config, validate_config
from dagster._core.instance.config import dagster_instance_config_schema

from pipelines.orchestration import executors
from warehouse.paths import REPOSITORY

DEPLOY = REPOSITORY / "docs" / "deploy"
PIECES = yaml.safe_load_all((DEPLOY / "k8s/chipledger.yaml").read_text("utf-8"))
CLUSTER = {piece["kind"]: piece for piece in PIECES}
TASK = json.loads((DEPLOY / "ecs/task.json").read_text("utf-8"))
INSTANCES = {
    "one machine": yaml.safe_load((DEPLOY / "dagster.yaml").read_text("utf-8")),
    "k8s": yaml.safe_load(CLUSTER["ConfigMap"]["data"]["dagster.yaml"]),
    "ecs": yaml.safe_load((DEPLOY / "ecs/dagster.yaml").read_text("utf-8")),
}


def faults_of(instance: dict[str, Any]) -> list[str]:
    result = validate_config(dagster_instance_config_schema(), instance)
    return [error.message for error in result.errors or ()]


@pytest.mark.parametrize("name", INSTANCES)
def test_settings_of_an_instance_fit_dagsters_own_schema(name: str) -> None:
    assert faults_of(INSTANCES[name]) == []
    assert INSTANCES[name]["storage"] == {"postgres": {"postgres_url": {"env": "CHIPLEDGER_POSTGRES"}}}
    assert INSTANCES[name]["concurrency"]["runs"]["max_concurrent_runs"] == 1


def test_a_setting_that_dagster_does_not_know_would_be_noticed() -> None:
    assert faults_of(INSTANCES["k8s"] | {"run_luncher": {}})


@pytest.mark.parametrize("name", ["k8s", "ecs"])
def test_a_launcher_takes_its_settings(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    launcher = INSTANCES[name]["run_launcher"]
    pytest.importorskip(launcher["module"], reason=f"needs {launcher['module']}, which is in no extra")
    monkeypatch.setenv("CHIPLEDGER_POSTGRES", "postgresql://nobody@nowhere/x")
    made = getattr(importlib.import_module(launcher["module"]), launcher["class"])
    result = process_config(made.config_type(), launcher["config"])
    assert result.success, [error.message for error in result.errors or ()]


def test_pods_of_runs_have_what_the_daemon_has() -> None:
    """A run must find the home that the daemon planned for, and the same history."""
    pod = CLUSTER["Deployment"]["spec"]["template"]["spec"]
    run = INSTANCES["k8s"]["run_launcher"]["config"]
    daemon, web = pod["containers"]
    given = {entry["name"]: entry["value"] for entry in daemon["env"]}
    assert dict(entry.split("=") for entry in run["env_vars"]).items() <= given.items()
    assert run["dagster_home"] == given["DAGSTER_HOME"] and run["job_image"] == daemon["image"]
    account = CLUSTER["ServiceAccount"]["metadata"]["name"]
    assert run["service_account_name"] == pod["serviceAccountName"] == account
    assert run["instance_config_map"] == CLUSTER["ConfigMap"]["metadata"]["name"]
    assert run["volume_mounts"][0] in daemon["volumeMounts"] and run["volumes"][0] in pod["volumes"]
    assert [{"secretRef": {"name": name}} for name in run["env_secrets"]] == daemon["envFrom"]
    assert (web["env"], web["volumeMounts"]) == (daemon["env"], daemon["volumeMounts"])
    assert CLUSTER["Deployment"]["spec"]["replicas"] == 1, "two daemons would both launch"


def test_the_task_has_what_its_runs_are_made_after() -> None:
    [container] = TASK["containerDefinitions"]
    assert container["name"] == INSTANCES["ecs"]["run_launcher"]["config"]["container_name"]
    assert [secret["name"] for secret in container["secrets"]] == ["CHIPLEDGER_POSTGRES"]
    mounted = [mount["sourceVolume"] for mount in container["mountPoints"]]
    assert mounted == [volume["name"] for volume in TASK["volumes"]]
    given = {entry["name"]: entry["value"] for entry in container["environment"]}
    assert given["CHIPLEDGER_HOME"] == container["mountPoints"][0]["containerPath"]
    assert given[executors.SETTING] in executors.NAMED


def test_kubernetes_takes_every_piece_and_would_not_take_a_field_it_does_not_know() -> None:
    kubernetes = pytest.importorskip("kubernetes_validate", reason="needs the extra `beyond`")
    for piece in CLUSTER.values():
        kubernetes.validate(piece, kubernetes.latest_version(), strict=True)
    deployment = CLUSTER["Deployment"]
    with pytest.raises(kubernetes.ValidationError, match="replikas"):
        kubernetes.validate(deployment | {"spec": deployment["spec"] | {"replikas": 1}},
                            kubernetes.latest_version(), strict=True)


def test_ecs_takes_the_task_and_would_not_take_a_field_it_does_not_know() -> None:
    session = pytest.importorskip("botocore.session", reason="needs the extra `beyond`").get_session()
    wanted = session.get_service_model("ecs").operation_model("RegisterTaskDefinition").input_shape
    validator = importlib.import_module("botocore.validate").ParamValidator()
    assert validator.validate(TASK, wanted).generate_report() == ""
    assert "kpu" in validator.validate(TASK | {"kpu": "1"}, wanted).generate_report()
