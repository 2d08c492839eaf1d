"""The files for hosting say what this program understands, and promise what it keeps."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

import dashboard
from dashboard.__main__ import command_line

DEPLOY = Path(dashboard.__file__).parent / "deploy"
MANIFESTS = list(yaml.safe_load_all((DEPLOY / "kubernetes.yaml").read_text(encoding="utf-8")))
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
UNIT = (DEPLOY / "frogpond.service").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")


def manifest(kind: str) -> dict[str, Any]:
    (found,) = [one for one in MANIFESTS if one["kind"] == kind]
    return found


def container() -> dict[str, Any]:
    (found,) = manifest("Deployment")["spec"]["template"]["spec"]["containers"]
    return found


def commands() -> dict[str, list[str]]:
    (entry,) = re.findall(r"^ENTRYPOINT (\[.*\])$", DOCKERFILE, re.MULTILINE)
    (standard,) = re.findall(r"^CMD (\[.*\])$", DOCKERFILE, re.MULTILINE)
    (unit,) = re.findall(r"^ExecStart=\S+/frogpond (.*)$", UNIT, re.MULTILINE)
    always = yaml.safe_load(entry)[1:]
    return {
        "Dockerfile": always + yaml.safe_load(standard),
        "compose": always + COMPOSE["services"]["frogpond"]["command"],
        "kubernetes": always + container()["args"],
        "systemd": unit.split(),
    }


@pytest.mark.parametrize("where", ["Dockerfile", "compose", "kubernetes", "systemd"])
def test_a_file_starts_the_command_with_options_it_has(where: str):
    options = command_line().parse_args(commands()[where])
    assert options.port == 8501
    assert options.host == ("127.0.0.1" if where == "systemd" else "0.0.0.0")


def test_what_runs_is_no_root_and_writes_to_its_cache_alone():
    assert re.search(r"^USER 10001", DOCKERFILE, re.MULTILINE)
    service = COMPOSE["services"]["frogpond"]
    assert service["read_only"] is True
    assert service["user"].startswith("10001")
    assert manifest("Deployment")["spec"]["template"]["spec"]["securityContext"]["runAsNonRoot"] is True
    assert container()["securityContext"]["readOnlyRootFilesystem"] is True
    assert "DynamicUser=yes" in UNIT
    assert "ProtectSystem=strict" in UNIT
    assert {"CacheDirectory=frogpond", "Environment=XDG_CACHE_HOME=/var/cache"} <= set(UNIT.splitlines())


def test_what_runs_may_call_nobody():
    policy = manifest("NetworkPolicy")["spec"]
    assert policy["egress"] == []
    assert "Egress" in policy["policyTypes"]
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert COMPOSE["services"]["frogpond"]["networks"] == ["inside"]
    assert "IPAddressDeny=any" in UNIT


def test_the_probes_ask_what_the_server_answers():
    assert container()["startupProbe"]["httpGet"]["path"] == "/readyz"
    assert container()["readinessProbe"]["httpGet"]["path"] == "/readyz"
    assert container()["livenessProbe"]["httpGet"]["path"] == "/healthz"
    assert "/readyz" in DOCKERFILE


def test_the_parts_of_the_manifest_mean_each_other():
    labels = manifest("Deployment")["spec"]["template"]["metadata"]["labels"]
    assert manifest("Service")["spec"]["selector"] == labels
    assert manifest("NetworkPolicy")["spec"]["podSelector"]["matchLabels"] == labels
    assert manifest("PodDisruptionBudget")["spec"]["selector"]["matchLabels"] == labels
    target = manifest("HorizontalPodAutoscaler")["spec"]["scaleTargetRef"]
    assert (target["kind"], target["name"]) == ("Deployment", manifest("Deployment")["metadata"]["name"])


def test_what_the_image_copies_is_there():
    for line in re.findall(r"^COPY (?!--)(.*)$", DOCKERFILE, re.MULTILINE):
        for name in line.split()[:-1]:
            assert (DEPLOY.parents[1] / name).exists(), name


@pytest.mark.deploy
@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not here")
def test_systemd_understands_the_unit(tmp_path: Path):
    unit = tmp_path / "frogpond.service"
    unit.write_text(UNIT.replace("/opt/frogpond/bin/frogpond", sys.executable), encoding="utf-8")
    said = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True)
    assert (said.returncode, said.stderr) == (0, "")
