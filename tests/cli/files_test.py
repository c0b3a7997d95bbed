"""Reports that cannot be written cost no verdict."""
import os
import subprocess

import support


class Files(support.Case):
    def failed_write(self, option, path, words, code, reason):
        done = self.run_it("check", *words, option, path, code=code)
        self.last_line(done)
        self.assertIn(f"pessimist: cannot write {path}: {reason}", done.stderr)

    def test_a_proof_without_its_report_is_no_success(self):
        self.failed_write("--json", "/dev/full", ["two-phase-commit"], 2, "No space left on device")
        self.failed_write("--json", self.folder / "no" / "r.json", ["two-phase-commit"], 2, "No such file")
        self.failed_write("--json", self.folder, ["two-phase-commit"], 2, "Is a directory")

    def test_every_other_verdict_keeps_its_code(self):
        self.failed_write("--json", "/dev/full", support.VIOLATED, 1, "No space left on device")
        self.failed_write("--trace", "/dev/full", support.VIOLATED, 1, "No space left on device")
        self.failed_write("--json", "/dev/full", [*support.LARGE, "--depth", "2"], 3, "No space left on device")

    def test_a_folder_that_may_not_be_written_to(self):
        if os.geteuid() == 0:
            self.skipTest("root may write anywhere")
        self.folder.chmod(0o500)
        self.addCleanup(self.folder.chmod, 0o700)
        self.failed_write("--json", self.folder / "r.json", ["two-phase-commit"], 2, "Permission denied")

    def test_standard_output_that_is_full(self):
        with open("/dev/full", "w") as full:
            for words, code in ((["list"], 2), (["--help"], 2), (["check", "two-phase-commit"], 2),
                                (["check", *support.VIOLATED], 1)):
                done = self.run_it(*words, code=code, stdout=full)
                self.assertIn("cannot write to standard output", done.stderr)

    def test_a_pipe_is_written_to_as_it_is(self):
        done = self.run_it("check", "two-phase-commit", "--json", "/dev/stdout", stdout=subprocess.PIPE)
        self.assertIn('"verdict": "proved"', done.stdout)
        self.last_line(done)
        out = self.folder / "out.txt"
        with open(out, "w") as file:
            self.run_it("check", "two-phase-commit", "--json", "/dev/stdout", stdout=file)
        self.assertIn('"verdict": "proved"', out.read_text())
        self.assertRegex(out.read_text().splitlines()[-1], support.LAST_LINE)

    def test_nothing_is_left_beside_a_report(self):
        self.run_it("check", "two-phase-commit", "--json", self.folder / "r.json")
        self.assertEqual([file.name for file in self.folder.iterdir()], ["r.json"])


support.main()
