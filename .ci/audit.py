"""Fail if an advisory names a package of the lock file.

Where the advisory service does not answer, say that nothing was audited and pass: a check that
fails for want of a network would be switched off soon.
"""

import json
import subprocess
import sys

LOCK_FILE = "requirements-dev.txt"

result = subprocess.run(
    [
        *(sys.executable, "-m", "pip_audit", "--requirement", LOCK_FILE, "--require-hashes"),
        *("--disable-pip", "--progress-spinner=off", "--format=json"),
    ],
    capture_output=True,
    text=True,
    check=False,
)
packages = json.loads(result.stdout)["dependencies"] if result.stdout else []
audited = [package for package in packages if "vulns" in package]
findings = [
    f"{package['name']} {package['version']}: {advisory['id']}, "
    f"mended in {', '.join(advisory['fix_versions']) or 'no version yet'}"
    for package in audited
    for advisory in package["vulns"]
]

if findings:
    sys.exit("\n".join(["pip-audit found", *findings]))
if audited:
    print(f"pip-audit: no advisory names any of {len(audited)} packages")
else:
    reason = packages[0]["skip_reason"] if packages else result.stderr.strip().splitlines()[-1]
    print(f"pip-audit: NOT AUDITED, the advisory service could not be reached: {reason}")
unknown = [package["name"] for package in packages if "vulns" not in package]
if audited and unknown:
    print(f"pip-audit: not known to the advisory service: {', '.join(unknown)}")
