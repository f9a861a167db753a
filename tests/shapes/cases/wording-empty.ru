# SPDX-License-Identifier: ISC
#! ex:a-band MinLength: An assertion quotes the words
INSERT DATA { ex:a-band att:wording "" }
