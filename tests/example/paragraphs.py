# SPDX-License-Identifier: ISC
"""The paragraphs of the documents that the example's facts are from, counted
as its README says: from 1 behind the title; headings within a text and what a
site puts around it do not count."""

# Document: its file, what is no paragraph in it, and where the text ends
TEXTS = {
    "document-eu-2021": ("eu-declaration-2021.txt", ("China: Declaration by",), None),
    "document-latvia-2021": ("latvia-statement-2021.txt", ("Latvia calls on China", "Take note"), "Seen a mistake?"),
    "document-czech-2025": ("czech-attribution-2025.txt", ("Paying the price",), None),
}


def blocks(text):
    """The blocks of a text: what empty lines or a line that is moved in part;
    its lines, where it has no empty ones"""
    if "\n\n" not in text:
        return [line.strip() for line in text.splitlines()]
    parts = [[]]
    for line in text.splitlines():
        if not line.strip() or line[0] == " ":
            parts.append([])
        parts[-1].append(line)
    joined = [" ".join(" ".join(part).split()) for part in parts]
    return [block for block in joined if block]


def paragraphs(folder):
    """The paragraphs of each document by its id, that of its title at 0"""
    texts = {}
    for document, (name, skipped, end) in TEXTS.items():
        found = blocks((folder / name).read_text(encoding="utf-8"))
        if end:
            found = found[:found.index(end)]
        titles = [b for b in found if b.startswith(skipped)]
        texts[document] = [" ".join(titles), *(b for b in found if b not in titles)]
    return texts
