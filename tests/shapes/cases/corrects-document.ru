# SPDX-License-Identifier: ISC
#! ex:a-break-in Class: What an assertion supersedes
INSERT DATA { ex:a-break-in att:corrects ex:press }
