"""The real thing: torchrun with real processes, signals and files."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import WORKER, WorkerTest, write_model  # noqa: E402 - found only by the path set above

LAYERS = ["model.layers.0.", "model.layers.1."]
PATIENCE = 60.0


def alive(pid: int) -> bool:
    """Whether the process runs; a zombie doesn't."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def children(pid: int) -> list[int]:
    """The process's living children."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = path.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == pid and fields[0] != "Z":
            found.append(int(path.parent.name))
    return found


class TorchrunTest(WorkerTest):
    launches = 0

    def environment(self, **more: str) -> dict[str, str]:
        names = ("PATH", "HOME", "LANG", "TMPDIR")
        base = {name: os.environ[name] for name in names if name in os.environ}
        return base | {"OMP_NUM_THREADS": "1", "TORCHELASTIC_ERROR_FILE": str(self.folder / "error.json")} | more

    def start(
        self, script: str, spec: dict, processes: int = 1, plain: bool = False, **environment: str
    ) -> subprocess.Popen:
        """Starts a worker as the harness does; `plain` is torchrun without our launcher."""
        TorchrunTest.launches += 1
        path = self.folder / f"{script}-{self.launches}.json"
        path.write_text(json.dumps(spec))
        launcher = ["-m", "torch.distributed.run"] if plain else [str(WORKER / "launch.py")]
        flags = ["--nnodes=1", f"--nproc-per-node={processes}", "--rdzv-backend=c10d", "--rdzv-endpoint=localhost:0"]
        flags += [f"--rdzv-id=test-{os.getpid()}-{self.launches}", "--local-addr=127.0.0.1", "--max-restarts=0"]
        flags += ["--log-dir", str(self.folder / "logs"), "--redirects", "3"]
        command = [sys.executable, *launcher, *flags, str(WORKER / f"{script}.py"), "--spec", str(path)]
        with open(self.folder / "launcher.log", "w") as log:
            process = subprocess.Popen(command, stdout=log, stderr=log, env=self.environment(**environment))
        self.addCleanup(self.end, process)
        return process

    def end(self, process: subprocess.Popen) -> None:
        if process.poll() is None:
            process.kill()
        process.wait()

    def finish(self, script: str, spec: dict, processes: int = 1, **options: object) -> None:
        process = self.start(script, spec, processes, **options)
        self.assertEqual(process.wait(PATIENCE), 0, (self.folder / "launcher.log").read_text())

    def until(self, condition: object, what: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not condition():
            self.assertLess(time.monotonic(), deadline, f"waited in vain for {what}")
            time.sleep(0.02)

    def launcher_log(self) -> str:
        return (self.folder / "launcher.log").read_text()

    def weights(self, spec: dict) -> bytes:
        return (Path(spec["output"]) / "model" / "model.safetensors").read_bytes()

    def losses(self, spec: dict) -> list[float]:
        lines = (Path(spec["output"]) / "metrics.jsonl").read_text().splitlines()
        return [json.loads(line)["loss"] for line in lines]

    def training(self, steps: int = 6, **changes: object) -> dict:
        model = self.folder / "model"
        if not model.exists():
            write_model(model, "qwen3", **changes)
        return {**self.train_spec(model, self.pack(model), LAYERS, steps=steps), "save_every": 2}

    def forget(self, spec: dict) -> None:
        shutil.rmtree(spec["output"], ignore_errors=True)
        shutil.rmtree(spec["resume"], ignore_errors=True)
        Path(spec["events"]).write_text("")


class OneProcess(TorchrunTest):
    def test_a_training_ends_with_its_marker_forked_or_not(self) -> None:
        spec = self.training()
        self.finish("train", spec)
        done = json.loads((Path(spec["output"]) / "done.json").read_text())
        self.assertEqual((done["summary"]["world"], done["fingerprint"]), (1, "train-fingerprint"))
        forked = self.weights(spec)
        self.forget(spec)
        self.finish("train", spec, plain=True)  # as on a Mac, where nothing is forked
        self.assertEqual(self.weights(spec), forked)
        self.assertFalse((self.folder / "error.json").exists())

    def test_an_input_error_arrives_as_one_sentence(self) -> None:
        spec = self.training()
        spec["total_numel"] += 1
        self.assertEqual(self.start("train", spec).wait(PATIENCE), 1)
        message = json.loads((self.folder / "error.json").read_text())["message"]["message"]
        self.assertRegex(message, r"^ValueError: The model is not the one that was planned for: .* Plan again\.$")

    def test_asked_to_stop_it_saves_and_goes_on_to_the_same_bits(self) -> None:
        spec = self.training(steps=400, attention_dropout=0.1)
        self.finish("train", spec)
        undisturbed = self.weights(spec)
        self.forget(spec)
        process = self.start("train", spec)
        self.until(lambda: self.events("saved"), "a first save")
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(PATIENCE), 1)
        self.assertFalse(Path(spec["output"]).exists())
        stopped = self.events("saved")[-1]["step"]
        self.assertLess(stopped, 400)
        self.finish("train", spec)
        self.assertEqual(self.events("resumed")[-1]["step"], stopped)
        self.assertEqual(self.weights(spec), undisturbed)

    def test_killed_while_saving_it_goes_on_to_the_same_bits(self) -> None:
        spec = self.training()
        self.finish("train", spec)
        undisturbed = self.weights(spec)
        for name in ("train.state-save", "train.output-save"):
            self.forget(spec)
            reached = self.folder / "reached"
            process = self.start("train", spec, HARNESS_FAILPOINT=name, HARNESS_FAILPOINT_FILE=str(reached))
            self.until(reached.exists, name)
            (worker,) = children(process.pid)
            os.kill(worker, signal.SIGKILL)
            self.assertEqual(process.wait(PATIENCE), 1)
            self.assertRegex(self.launcher_log(), r"exitcode\s*: -9 \(pid")
            self.assertFalse(Path(spec["output"]).exists())
            reached.unlink()
            self.finish("train", spec)
            self.assertEqual(self.weights(spec), undisturbed)

    def test_the_faults_for_tests_do_what_they_say(self) -> None:
        spec = self.training()
        self.assertEqual(self.start("train", spec, HARNESS_FAILPOINT="train.crash").wait(PATIENCE), 1)
        message = json.loads((self.folder / "error.json").read_text())["message"]["message"]
        self.assertEqual(message, "RuntimeError: the failpoint train.crash was reached")
        self.assertEqual(self.start("train", spec, HARNESS_FAILPOINT="train.oom-kill").wait(PATIENCE), 1)
        self.assertRegex(self.launcher_log(), r"exitcode\s*: -9 \(pid")


class Parents(TorchrunTest):
    def hanging(self, processes: int) -> subprocess.Popen:
        """A training that hangs in its second step."""
        reached = self.folder / "reached"
        spec = {**self.training(), "save_every": 0}
        process = self.start(
            "train", spec, processes, HARNESS_FAILPOINT="train.hang", HARNESS_FAILPOINT_FILE=str(reached)
        )
        self.until(reached.exists, "the hang")
        return process

    def test_workers_die_with_their_torchrun(self) -> None:
        process = self.hanging(2)
        workers = children(process.pid)
        self.assertEqual(len(workers), 2)
        process.kill()
        self.until(lambda: not any(map(alive, workers)), "the workers' end")

    def test_torchrun_ends_when_the_harness_is_killed(self) -> None:
        program = (
            "import os, subprocess, sys, time\n"
            "os.environ['HARNESS_PARENT_PID'] = str(os.getpid())\n"
            "print(subprocess.Popen(sys.argv[1:]).pid, flush=True)\n"
            "time.sleep(1000)\n"
        )
        spec = self.training(steps=100_000)
        path = self.folder / "spec.json"
        path.write_text(json.dumps({**spec, "save_every": 0}))
        flags = ["--nnodes=1", "--nproc-per-node=1", "--rdzv-backend=c10d", "--rdzv-endpoint=localhost:0"]
        flags += ["--rdzv-id=orphan", "--log-dir", str(self.folder / "logs"), "--redirects", "3"]
        command = [sys.executable, str(WORKER / "launch.py"), *flags, str(WORKER / "train.py"), "--spec", str(path)]
        parent = subprocess.Popen(
            [sys.executable, "-c", program, *command],
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self.addCleanup(self.end, parent)
        self.addCleanup(parent.stdout.close)
        launcher = int(parent.stdout.readline())
        self.until(lambda: self.events("metric"), "a first step")
        workers = children(launcher)
        parent.kill()
        self.until(lambda: not any(map(alive, [launcher, *workers])), "the end of all")
        self.assertTrue(self.events("saved"), "asked politely, so it saved")

    def test_a_launcher_whose_parent_is_dead_already_ends_at_once(self) -> None:
        gone = subprocess.Popen([sys.executable, "-c", ""])
        gone.wait()
        process = self.start("train", self.training(), HARNESS_PARENT_PID=str(gone.pid))
        self.assertEqual(process.wait(PATIENCE), -signal.SIGTERM)
        self.assertEqual(self.events("phase")[-1]["phase"], "save")  # of the packing before; nothing of a training


class TwoProcesses(TorchrunTest):
    def test_two_processes_train_like_one_and_resume_to_the_same_bits(self) -> None:
        spec = self.training(steps=40, attention_dropout=0.0)
        self.finish("train", spec)
        alone = self.losses(spec)
        self.forget(spec)
        self.finish("train", spec, 2)
        together, undisturbed = self.losses(spec), self.weights(spec)
        for one, two in zip(alone, together, strict=True):
            self.assertAlmostEqual(one, two, delta=2e-4)
        self.assertAlmostEqual(alone[0], together[0], places=5)
        self.forget(spec)
        process = self.start("train", spec, 2)
        self.until(lambda: self.events("saved"), "a first save")
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
        self.assertFalse(Path(spec["output"]).exists())
        self.finish("train", spec, 2)
        self.assertTrue(self.events("resumed"))
        self.assertEqual(self.weights(spec), undisturbed)

    def test_two_processes_score_like_one(self) -> None:
        model = write_model(self.folder / "model", "qwen3")
        requests = self.folder / "requests.jsonl"
        suffixes = [{"key": str(n), "text": f"the old {n}", "choices": [" bridge", " tower of"]} for n in range(40)]
        requests.write_text(json.dumps({"prefix": "", "suffixes": suffixes}) + "\n")
        results = []
        for processes in (1, 2):
            output = str(self.folder / f"scores-{processes}")
            task = {"fingerprint": "f", "name": "t", "requests": str(requests), "output": output}
            spec = self.common("evaluate", **self.machine_keys(), model=str(model), batch_tokens=64, tasks=[task])
            self.finish("evaluate", spec, processes)
            results.append((Path(output) / "results.jsonl").read_text())
        self.assertEqual(*results)
