# SPDX-License-Identifier: ISC
#! ex:x-expulsion Or: What a response answers
INSERT DATA { ex:x-expulsion att:respondsTo ex:freedonia }
