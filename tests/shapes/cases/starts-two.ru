# SPDX-License-Identifier: ISC
#! ex:p-raid MaxCount: A passage begins at one
INSERT DATA { ex:p-raid att:startOffset 1 }
