"""The walls around a student's process: what it can see, write, reach and use up.

Linux only builds namespaces: a process table, a network, a file tree of its own. Where they cannot
be had, only limits are left, which isolate from nothing.
"""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

MEMORY, DISK, PROCESSES = 1_500_000_000, 64_000_000, 24
TOGETHER = 3_000_000_000
"""Bytes that all processes of a student may hold at once; each of them may hold `MEMORY`."""
FILES = 5000
HOME = "/home/jalur"
"""Where a student's process may write; empty at first and gone with it."""
USERS = 200_000
"""Where we are root, each student's process is a user of its own from this number on."""
_NEW = {"mount": 0x20000, "uts": 0x4000000, "ipc": 0x8000000, "user": 0x10000000,
        "pid": 0x20000000, "net": 0x40000000}  # fmt: skip
_RDONLY, _NOSUID, _NODEV, _NOEXEC, _REMOUNT, _BIND, _REC = 1, 2, 4, 8, 32, 4096, 16384
_PRIVATE = 1 << 18
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_FORBIDDEN = {
    # what no lesson needs: memory that no limit counts, keys of whoever started us, other
    # processes' memory, namespaces of one's own, and doors into the kernel
    "x86_64": (29, 64, 68, 101, 155, 165, 166, 248, 249, 250, 272, 298, 308, 310, 311, 319, 321,
               323, 425, 438, 447),
    "aarch64": (194, 190, 186, 117, 41, 40, 39, 217, 218, 219, 97, 241, 268, 270, 271, 279, 280,
                282, 425, 438, 447),
}  # fmt: skip
"""shmget, semget, msgget, ptrace, pivot_root, mount, umount2, add_key, request_key, keyctl,
unshare, perf_event_open, setns, process_vm_readv and _writev, memfd_create, bpf, userfaultfd,
io_uring_setup, pidfd_getfd, memfd_secret."""
_SEEN = ("/usr", "/lib", "/lib64", "/bin", "/etc/fonts", "/etc/localtime", "/etc/ld.so.cache",
         "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random")  # fmt: skip


def _libc() -> ctypes.CDLL:
    return ctypes.CDLL(None, use_errno=True)


def _call(name: str, *arguments: object) -> None:
    if getattr(_libc(), name)(*arguments) != 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{name}: {os.strerror(code)}")


def _mount(source: str, target: str, kind: str | None, flags: int, data: str = "") -> None:
    _call("mount", source.encode(), target.encode(), kind and kind.encode(),
          ctypes.c_ulong(flags), data.encode() or None)  # fmt: skip


def available() -> bool:
    """Whether namespaces can be had here: tried in a process of its own."""
    if sys.platform != "linux" or os.uname().machine not in _PIVOT_ROOT:
        return False
    with tempfile.TemporaryDirectory(prefix="jalur-") as folder:
        Path(folder).chmod(0o755)
        child = os.fork()
        if child == 0:
            code = 1
            try:
                apart()
                inner = os.fork()
                if inner == 0:
                    enclose(folder, USERS)
                    code = 0
                else:
                    code = int(os.waitpid(inner, 0)[1] != 0)
            finally:
                os._exit(code)
        return os.waitpid(child, 0)[1] == 0


def bubbles() -> bool:
    """Whether bubblewrap is installed here and may build such walls: tried once."""
    told = [*bubble(), sys.executable, "-I", "-c", ""]
    try:
        return subprocess.run(told, capture_output=True, check=False, env={}).returncode == 0
    except OSError:
        return False


def apart() -> None:
    """Enter namespaces of our own; the next child is the first process in them."""
    if os.getuid() == 0:  # root can show folders that others may not open, and leaves root later
        _call("unshare", sum(_NEW.values()) - _NEW["user"])
    else:
        _own_users(sum(_NEW.values()))


def _own_users(flags: int) -> None:
    user, group = os.getuid(), os.getgid()
    _call("unshare", flags)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"1000 {user} 1")
    Path("/proc/self/gid_map").write_text(f"1000 {group} 1")


def enclose(root: str, user: int) -> None:
    """See nothing of the machine but what Python needs, read-only, and an empty home.

    `user` is whom to become where we are root: a number of its own for each process.
    """
    _mount("none", "/", None, _REC | _PRIVATE)
    _mount("tmpfs", root, "tmpfs", _NOSUID | _NODEV, "size=1m,mode=755")
    for path in _needed():
        _show(path, root)
    for name in (HOME, "/proc"):
        Path(root + name).mkdir(parents=True, exist_ok=True)
    owner = user if os.getuid() == 0 else 1000
    _mount("tmpfs", root + HOME, "tmpfs", _NOSUID | _NODEV,
           f"size={DISK},nr_inodes={FILES},uid={owner},mode=700")  # fmt: skip
    _mount("proc", f"{root}/proc", "proc", _NOSUID | _NODEV)
    _mount("none", root, None, _REMOUNT | _BIND | _RDONLY | _NOSUID | _NODEV)
    os.chdir(root)
    if _libc().syscall(_PIVOT_ROOT[os.uname().machine], b".", b".") != 0:
        raise OSError(ctypes.get_errno(), "pivot_root")
    _call("umount2", b".", 2)
    if os.getuid() == 0:
        os.setgroups([])
        os.setresgid(user, user, user)
        os.setresuid(user, user, user)
        unreadable(False)  # else /proc/self stays root's
        _own_users(_NEW["user"])
    Path("/proc/sys/user/max_user_namespaces").write_text("0")  # of our own users only
    os.chdir(HOME)
    drop_rights()


def _needed() -> list[str]:
    """Return what a student's Python needs to see; what lies in another of them is left out."""
    packages = {sys.prefix, sys.base_prefix, *map(os.path.realpath, (sys.prefix, sys.base_prefix))}
    wanted = sorted({*_SEEN, *packages, str(Path(__file__).parents[1])})
    return [
        path
        for path in wanted
        if not any(path != other and path.startswith(other + "/") for other in wanted)
    ]


def bubble() -> list[str]:
    """Return the command that starts a program behind the same walls, made by bubblewrap.

    Where a system gives namespaces to named programs only, bubblewrap is often one of them.
    """
    shown = [word for path in _needed() for word in ("--dev-bind-try"
             if path.startswith("/dev/") else "--ro-bind-try", path, path)]  # fmt: skip
    return [
        "bwrap", "--unshare-all", "--unshare-user", "--disable-userns", "--die-with-parent",
        "--new-session", "--uid", "1000", "--gid", "1000", "--cap-drop", "ALL",
        *shown, "--proc", "/proc", "--size", str(DISK), "--tmpfs", HOME, "--chdir", HOME,
        "--remount-ro", "/",
    ]  # fmt: skip


def _show(path: str, root: str) -> None:
    source, target = Path(path), Path(root + path)
    if not source.exists() or target.exists():
        return
    if source.is_symlink() and not source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(source.readlink())  # /lib is a link into /usr on most systems
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    if source.is_dir() and not source.stat().st_mode & 0o001:  # such as mktemp's: nobody may enter
        target.mkdir()
        for child in source.iterdir():
            _show(str(child), root)
        return
    target.mkdir(exist_ok=True) if source.is_dir() else target.touch()
    _mount(path, str(target), None, _BIND | _REC)
    kept = os.statvfs(target).f_flag & (_NOSUID | _NODEV | _NOEXEC)  # may not be taken away
    kept |= 0 if path.startswith("/dev/") else _NODEV
    _mount(path, str(target), None, _REMOUNT | _BIND | _RDONLY | _NOSUID | kept)


def unreadable(yes: bool) -> None:
    """Let no process of the same user read or change this one's memory, or let them again."""
    _call("prctl", 4, int(not yes), 0, 0, 0)


def drop_rights() -> None:
    """Give up for good whatever a student's process could do beyond its own cells."""
    for capability in range(64):
        _libc().prctl(24, capability, 0, 0, 0)  # out of the bounding set
    _call("prctl", 38, 1, 0, 0, 0)  # no new privileges, whatever is executed
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)
    _call("capset", head, (ctypes.c_uint32 * 6)())
    _forbid(os.uname().machine)


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("true", ctypes.c_uint8), ("false", ctypes.c_uint8),
                ("value", ctypes.c_uint32))  # fmt: skip


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("start", ctypes.POINTER(_Instruction)))


def _forbid(machine: str) -> None:
    """Have the kernel refuse the calls that are `_FORBIDDEN`, from here on and in all children."""
    load, equal, at_least, answer = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x50001  # "operation not permitted"
    calls = _FORBIDDEN[machine]
    end = len(calls) + 4  # where the answers stand; a jump counts from the line after it
    told = [(load, 0, 0, 4), (equal, 0, end - 1, _ARCH[machine]), (load, 0, 0, 0)]
    told.append((at_least, end - 3, 0, 0x40000000))  # the second table of calls that x86 has
    told += [(equal, end - place, 0, call) for place, call in enumerate(calls, 4)]
    told += [(answer, 0, 0, allow), (answer, 0, 0, refuse)]
    program = (_Instruction * len(told))(*told)
    _call("prctl", 22, 2, ctypes.byref(_Program(len(told), program)), 0, 0)


def held(process: int, proc: Path = Path("/proc")) -> int:
    """Return the bytes of memory that a process and all that it started hold; 0 without `proc`."""
    total = 0
    for one in _family(process, proc):
        with suppress(OSError):  # it has ended meanwhile
            _, resident, shared, *_ = map(int, (proc / one / "statm").read_text().split())
            total += (resident - shared) * os.sysconf("SC_PAGE_SIZE")
    return total


def full(process: int) -> bool:
    """Whether what bubblewrap started holds too much: it bounds neither files nor all memory."""
    files = 0
    for one in _family(process):
        with suppress(OSError):  # the first of them has no such home
            home = os.statvfs(f"/proc/{one}/root{HOME}")
            files = home.f_files - home.f_ffree
    return files > FILES or held(process) > TOGETHER


def _family(process: int, proc: Path = Path("/proc")) -> Iterator[str]:
    """Yield the numbers of a process and of all that it started, the eldest first."""
    todo = [str(process)]
    while todo:
        one = todo.pop(0)
        yield one
        with suppress(OSError):
            for task in (proc / one / "task").iterdir():
                todo += (task / "children").read_text().split()


def limit(seconds: int) -> None:
    """Bound memory, processor time, processes, files and their size."""
    import resource  # Windows has none

    with suppress(OSError):  # where memory is short, the kernel ends this process before others
        Path("/proc/self/oom_score_adj").write_text("1000")
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, DISK),
        (resource.RLIMIT_NOFILE, 128),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, PROCESSES),
    ):
        if sys.platform == "linux" or what != resource.RLIMIT_AS:
            resource.setrlimit(what, (most, most))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # a write beyond fails, and is the cell's error
