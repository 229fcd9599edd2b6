"""The machine that a gateway runs on, as far as it can go wrong: its disk, its clock, and the patience of locks."""

import mmap
import os
import struct
import subprocess
import tempfile
from pathlib import Path

SOURCE = Path(__file__).with_name("faults.c")
# As `struct control` in faults.c has them.
FIELDS = ["full", "room", "read_only", "unsynced", "clock_ms", "hurry", "copies",
          "hit_full", "hit_read_only", "hit_unsynced", "hit_clock", "waits"]  # fmt: skip
BROKEN = ["full", "read_only", "unsynced"]


def library(folder):
    """Compiles faults.c into the folder."""
    built = Path(folder) / "faults.so"
    unfinished = Path(tempfile.mkdtemp(dir=folder)) / "faults.so"
    subprocess.run(
        ["cc", "-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", str(unfinished), str(SOURCE), "-ldl"], check=True
    )
    unfinished.rename(built)
    return built


class Machine:
    """Steers the gateway that is started with `environment`; every field of FIELDS is an attribute."""

    def __init__(self, library_path, folder):
        path = Path(folder) / "machine"
        path.write_bytes(bytes(8 * len(FIELDS)))
        with open(path, "r+b") as file:
            self.__dict__["_map"] = mmap.mmap(file.fileno(), 8 * len(FIELDS))
        self.__dict__["environment"] = {
            "LD_PRELOAD": str(library_path),
            "PHONECLOCK_FAULTS": str(path),
            "PHONECLOCK_FAULTS_FOLDER": str(folder) + os.sep,
        }

    def __getattr__(self, name):
        return struct.unpack_from("=q", self._map, 8 * FIELDS.index(name))[0]

    def __setattr__(self, name, value):
        struct.pack_into("=q", self._map, 8 * FIELDS.index(name), value)

    def mend(self):
        """All but the clock, which nobody may set while a call goes on but the fault itself."""
        for name in [*BROKEN, "hurry"]:
            setattr(self, name, 0)
