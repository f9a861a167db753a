# SPDX-License-Identifier: ISC
#! ex:p-raid MaxCount: A passage has words
INSERT DATA { ex:p-raid att:wording "linked" }
