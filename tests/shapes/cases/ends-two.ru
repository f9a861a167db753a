# SPDX-License-Identifier: ISC
#! ex:p-raid MaxCount: A passage ends at one
INSERT DATA { ex:p-raid att:endOffset 10 }
