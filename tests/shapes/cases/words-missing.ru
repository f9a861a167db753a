# SPDX-License-Identifier: ISC
#? ex:a-band Or: A grade is read off words
DELETE DATA { ex:a-band att:wording "Freedonian" }
