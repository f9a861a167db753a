# SPDX-License-Identifier: ISC
"""Texts that XXH3 gives one hash, of 64 bits and of 128, to whoever hashes without
a secret of their own. Of each eight bytes it multiplies one half with the other,
each in exclusive or with its public secret: where one half is the secret's, the
other one counts only in a sum. Two such places in one text share a sum, so what
the one has more the other may have less."""

LETTERS = bytes(range(ord("0"), ord("z") + 1))
PLACES = 56, 312  # In what is hashed: of three letters each
HALVES = "\u00c1:&L".encode(), "\u00e9\u07ac\u0628".encode()  # The secret's, behind them
LONG = 384  # The last 64 bytes are hashed in another way


def crafted(number, before=0):
    """Text `number` of many; so many bytes are hashed before it"""
    text = bytearray(b"." * LONG)
    for place, half in zip(PLACES, HALVES):
        text[place + 3:place + 3 + len(half)] = half
    for at in range(3):
        number, letter = divmod(number, len(LETTERS))
        text[PLACES[0] + at] = LETTERS[letter]
        text[PLACES[1] + at] = LETTERS[-1 - letter]
    return text[before:].decode("utf-8")
