#!/usr/bin/env python3
"""Makes the pictures of docs/moderators.md from what the bot sent in an end-to-end test.

    FOOTNOTE_PICTURES=target/pictures cargo test --test discord from_not_understood && python3 docs/images/moderators.py
"""
import json

from discord import ROOT, replied, said, write

STEPS = {
    "inbox": ("/intents inbox", "What was not understood, with the intents that it may belong to"),
    "draft": ("/intents phrase id: value text: ile sztuk keepers bylo w 2020", "A draft: what changes, what the tests say, which answers would change"),
    "alias": ("\"zorps\" is outages", "A draft of a name: what changes, and what the question is answered then"),
    "published": ("Publish", "The draft is published and in force"),
    "history": ("/intents history id: value", "Who changed what, and when"),
    "undone": ("/intents undo id: value", "The change is taken back"),
}
COLOUR = "#2f80a8"

for name, (typed, label) in STEPS.items():
    sent = json.loads((ROOT / "target/pictures" / f"{name}.json").read_text(encoding="utf-8"))
    write(f"moderators-{name}.svg", label, [
        lambda top: said(top, "moderator", [("", typed)]),
        lambda top: replied(top, sent["text"], COLOUR, sent["labels"]),
    ])
