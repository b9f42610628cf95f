"""What correcting costs, and that it ends right whatever is killed.

    python benchmarks/corrections.py [--chats 100000] [--kills 20] [--messages 5000] [--only kills|pace|owing]

- owing: seconds that the transaction takes which owes a correction to `--chats` chats that have the article,
  beside the publication to the same chats; other changes wait that long
- pace: edits a second beside plain sends of the same bot to the same stand-in, in turn, unpaced, with CPU
- kills: `--chats` messages sent at SEND_RATE=1000 and corrected, the bot killed (-9) `--kills` times
  meanwhile, each 500th answer lost; what stands in every chat in the end
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from benchmarks.broadcast import UNPACED, Broadcast, counts, stand_in
from bot.context import Parts
from storage.archive import known_articles
from storage.database import Database, Db
from storage.desk import issues
from storage.desk.issues import Published
from storage.moments import now
from tests import killed_corrections
from tests.made_corrections import says

ROUNDS = 3
LOST_ANSWERS = 500
BROADCAST_KILLS = 10
MINUTES_AT_MOST = 9
HEADLINE = "项目开工"


def _body(figure: int) -> str:
    return f"临猗一个项目开工，总投资{figure}亿元。占地500亩，预计明年投产。"


def _correct(db: Db, figure: int) -> Published:
    again = known_articles.match_stored(db, says(HEADLINE, _body(figure)))
    return issues.publish(db, again, push=True, moment=now(), editor_id=7)


def _mark_all_sent(db: Db) -> None:
    """As if everything owed had gone out."""
    db.execute(
        """
        INSERT INTO messages (chat_id, text, buttons, state, packed_at, sent_at, telegram_message_id, tried)
        SELECT chat_id, 'x', '[]', 'sent', '2026', '2026', id, 1 FROM deliveries WHERE message_id IS NULL
        """
    )
    db.execute(
        """
        UPDATE deliveries SET state = 'sent', message_id = m.id FROM messages m
        WHERE m.telegram_message_id = deliveries.id AND deliveries.message_id IS NULL
        """
    )
    db.execute("DELETE FROM turns")


def _publish(db: Db) -> Published:
    return issues.publish(db, says(HEADLINE, _body(30)), push=True, moment=now())


STEPS: dict[str, Callable[[Db], object]] = {
    "publishing": _publish,
    "correcting": lambda db: _correct(db, 3),
    "retracting": lambda db: issues.retract(db, 1, "来源有误", now()),
}


def owing(chats: int) -> None:
    """How long the writer is at it."""
    seconds: dict[str, list[float]] = {step: [] for step in STEPS}
    for _ in range(ROUNDS):
        with tempfile.TemporaryDirectory() as name, Database(Path(name) / "bot.db") as database:
            database.write_now(killed_corrections.follow, chats)
            for step, job in STEPS.items():
                began = time.perf_counter()
                database.write_now(job)
                seconds[step].append(time.perf_counter() - began)
                database.write_now(_mark_all_sent)
    print(f"the transaction that owes it to {chats} chats, median of {ROUNDS}")
    for step, each in seconds.items():
        print(f"  {step:<11} {statistics.median(each):.2f} s  ({min(each):.2f}-{max(each):.2f})", flush=True)


async def pace(messages: int) -> None:
    """Edits beside sends, in turn."""
    found: dict[str, list[tuple[float, float]]] = {"sends": [], "edits": []}
    async with stand_in(messages) as url:
        with tempfile.TemporaryDirectory() as name:
            broadcast = Broadcast(Path(name), url, messages, UNPACED)
            async with broadcast.serving() as parts:
                for figure in _figures():
                    found["sends"].append(await _send(broadcast, parts, messages, figure))
                    await asyncio.sleep(1)  # a chat rests so long
                    found["edits"].append(await _edit(broadcast, parts, messages, figure))
                    await asyncio.sleep(1)
    rates = {}
    print(f"{messages} messages each, unpaced, over HTTP, median of {ROUNDS} in turn")
    for kind, measured in found.items():
        rates[kind] = statistics.median(rate for rate, _ in measured)
        cpu = statistics.median(each for _, each in measured)
        print(f"  {kind}: {rates[kind]:.0f} a second, {cpu:.2f} ms CPU each")
    print(f"  edits are {rates['edits'] / rates['sends']:.2f} x as fast as sends", flush=True)


def _figures() -> Iterator[int]:
    yield from range(10, 10 + ROUNDS)


async def _send(broadcast: Broadcast, parts: Parts, messages: int, figure: int) -> tuple[float, float]:
    before = counts(broadcast.url)["messages"]
    began, cpu = time.perf_counter(), time.process_time()
    issue = says(f"{HEADLINE}{figure}", _body(figure * 10))
    await parts.database.write(issues.publish, issue, push=True, moment=now())
    parts.wake_delivery.set()
    await broadcast.sent_all(parts)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    assert counts(broadcast.url)["messages"] - before == messages
    return messages / took, 1000 * cpu / messages


async def _edit(broadcast: Broadcast, parts: Parts, messages: int, figure: int) -> tuple[float, float]:
    def correct(db: Db) -> Published:
        again = known_articles.match_stored(db, says(f"{HEADLINE}{figure}", _body(figure)))
        return issues.publish(db, again, push=True, moment=now(), editor_id=7)

    began, cpu = time.perf_counter(), time.process_time()
    published = await parts.database.write(correct)
    assert published.chats_corrected == messages, published
    parts.wake_delivery.set()
    await broadcast.sent_all(parts)
    took, cpu = time.perf_counter() - began, time.process_time() - cpu
    edited = await parts.database.read(_edited)
    assert edited == messages * (figure - 9), edited
    return messages / took, 1000 * cpu / messages


def _edited(db: Db) -> int:
    return int(db.execute("SELECT count(*) FROM messages WHERE edits_id IS NOT NULL").fetchone()[0])


async def kills(chats: int, number: int) -> None:
    """A correction under kills; ends with an error where a message of known number is not right."""
    with tempfile.TemporaryDirectory() as name:
        ended = await killed_corrections.corrected_under_kills(
            Path(name), chats, kills=number, broadcast_kills=BROADCAST_KILLS, lost_answers=LOST_ANSWERS,
            patience=MINUTES_AT_MOST * 60,
        )  # fmt: skip
    print(f"{chats} messages corrected under {number} kills, each {LOST_ANSWERS}th answer lost")
    print(
        f"  published in {ended.publishing_seconds:.2f} s, sent in {ended.sending_seconds:.0f} s under"
        f" {BROADCAST_KILLS} kills"
    )
    print(
        f"  correction owed in {ended.correcting_seconds:.2f} s, all edited in {ended.editing_seconds:.0f} s"
    )
    print(f"  {ended.known} messages of known number, {len(ended.wrong)} of them wrong")
    again = ended.edit_calls - chats
    print(
        f"  {ended.edits} changes by {ended.edit_calls} calls: {again} again, {ended.lost_edits} of them for"
        f" lost answers, {(again - ended.lost_edits) / number:.1f} for each kill"
    )
    print(
        f"  {len(ended.copies)} copies that nobody can edit, {len(ended.possible)} chats counted as having"
        f" one, {len(ended.told)} told, {len(ended.copies - ended.told)} of the copies not"
    )
    assert ended.known == chats and not ended.wrong and not ended.left and ended.edits == chats
    assert ended.copies <= ended.possible == ended.told


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--chats", type=int, default=100_000)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--messages", type=int, default=5_000)
    parser.add_argument("--only", choices=("owing", "pace", "kills"))
    options = parser.parse_args()
    if options.only in (None, "owing"):
        owing(options.chats)
    if options.only in (None, "pace"):
        asyncio.run(pace(options.messages))
    if options.only in (None, "kills"):
        asyncio.run(kills(options.chats, options.kills))


if __name__ == "__main__":
    main()
