# SPDX-License-Identifier: ISC
#! ex:a-break-in Class: What an assertion cites
INSERT DATA { ex:a-break-in att:cites ex:report }
