"""A client that openapi-python-client makes from the description adds, lists and changes employees."""

import importlib
import json
import os
import subprocess
import sys
import urllib.request
from pathlib import Path

base, folder = sys.argv[1].rstrip("/"), Path(sys.argv[2])
description = folder / "openapi.json"
with urllib.request.urlopen(f"{base}/api/v1/openapi.json") as answer:
    description.write_bytes(answer.read())

# Nothing is to be run over what was made.
config = folder / "config.yml"
config.write_text("post_hooks: []\n")
made = subprocess.run(
    [sys.executable, "-m", "openapi_python_client", "generate", "--path", description, "--meta", "none",
     "--output-path", folder / "phoneclock_client", "--config", config,
     "--fail-on-warning"],
    capture_output=True, text=True,
)
if made.returncode != 0:
    sys.exit(f"no client could be made:\n{made.stdout}\n{made.stderr}")

sys.path.insert(0, str(folder))
client_class = importlib.import_module("phoneclock_client").AuthenticatedClient
models = importlib.import_module("phoneclock_client.models")
api = {name: importlib.import_module(f"phoneclock_client.api.employees.{name}_employee") for name in
       ("add", "get", "change", "deactivate")}
lists = importlib.import_module("phoneclock_client.api.employees.list_employees")

client = client_class(base_url=base, token=os.environ["PHONECLOCK_API_TOKEN"])


def checked(response, status):
    if response.status_code != status:
        sys.exit(f"{response.status_code} instead of {status}: {response.content!r}")
    return response


added = checked(api["add"].sync_detailed(client=client, body=models.NewEmployee(name="Ana Torres")), 201)
ana = added.parsed
listed = checked(lists.sync_detailed(client=client), 200).parsed
names = [employee.name for employee in listed.data]
assert names == ["Ana Torres", "Maria Lopez"], names
assert listed.next_cursor is None, listed.next_cursor

read = checked(api["get"].sync_detailed(id=ana.id, client=client), 200)
version = read.headers["etag"]
change = models.EmployeeChange(name="Ana Torres Díaz", email="ana@example.com")
changed = checked(api["change"].sync_detailed(id=ana.id, client=client, if_match=version, body=change), 200)
assert changed.parsed.email == "ana@example.com", changed.parsed
late = api["change"].sync_detailed(id=ana.id, client=client, if_match=version, body=change)
checked(late, 412)
problem = json.loads(late.content)
assert problem["type"] == "urn:phoneclock:problem:changed", problem
