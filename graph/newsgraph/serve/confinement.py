"""What a worker may not do: outlive the server, take all memory, open a way to anywhere.

A query that found a way round the refusal of SERVICE would still reach nothing: the system itself forbids a worker to
make sockets (seccomp; Linux on x86-64 and ARM64 only).
"""

import ctypes
import errno
import os
import platform
import resource
import signal
import struct
import sys

_PR_SET_PDEATHSIG, _PR_SET_SECCOMP, _PR_SET_NO_NEW_PRIVS = 1, 22, 38
_SECCOMP_MODE_FILTER = 2
_LOAD, _EQUAL, _RETURN = 0x20, 0x15, 0x06
"""Instructions of the filter's machine: load a word, compare and jump, return."""
_ALLOW, _REFUSE, _KILL = 0x7FFF0000, 0x00050000 | errno.EACCES, 0x80000000
_NUMBER_AT, _MACHINE_AT = 0, 4
"""Where the number of the call, and the machine's name, stand in what the filter sees."""
_X32 = 0x40000000
_MACHINES = {"x86_64": (0xC000003E, 41, 42, 53), "aarch64": (0xC00000B7, 198, 203, 199)}
"""The machine's name in the filter, and the numbers of socket, connect, socketpair there."""


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def die_with_parent(parent: int) -> None:
    """Have this process killed when its parent ends, however that ends; where the system knows no such thing, not."""
    if sys.platform == "linux":
        _control(_PR_SET_PDEATHSIG, signal.SIGKILL, 0)
        if os.getppid() != parent:
            os._exit(1)


def confine(memory: int) -> None:
    """Bound the memory of this process, in bytes, and forbid it to open sockets, for good."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux" and platform.machine() in _MACHINES:
        _forbid_sockets(*_MACHINES[platform.machine()])


def _forbid_sockets(machine: int, *numbers: int) -> None:
    # Each comparison jumps over so many instructions where it holds, and where it does not.
    steps = [
        (_LOAD, 0, 0, _MACHINE_AT),
        (_EQUAL, 1, 0, machine),
        (_RETURN, 0, 0, _KILL),
        (_LOAD, 0, 0, _NUMBER_AT),
    ]
    called = [*numbers, *(number | _X32 for number in numbers)]
    steps += [(_EQUAL, len(called) - place, 0, number) for place, number in enumerate(called)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _REFUSE)]
    code = b"".join(struct.pack("HBBI", *step) for step in steps)
    held = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(steps), ctypes.addressof(held))
    # Where the system has no filters, what the parser finds has to do.
    if _control(_PR_SET_NO_NEW_PRIVS, 1, 0):
        _control(_PR_SET_SECCOMP, _SECCOMP_MODE_FILTER, ctypes.addressof(program))


def _control(option: int, second: int, third: int) -> bool:
    words = [ctypes.c_ulong(word) for word in (second, third, 0, 0)]
    return bool(ctypes.CDLL(None, use_errno=True).prctl(ctypes.c_int(option), *words) == 0)
