# SPDX-License-Identifier: ISC
#! ex:a-band Datatype: An assertion quotes the words
INSERT DATA { ex:a-band att:wording "freedonisch"@de }
