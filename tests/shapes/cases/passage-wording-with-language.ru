# SPDX-License-Identifier: ISC
#! ex:p-crew Datatype: A passage has words
INSERT DATA { ex:p-crew att:wording "soll"@de }
