# SPDX-License-Identifier: ISC
#! ex:s-denial MaxCount: A stance is taken by one agent
INSERT DATA { ex:s-denial att:stanceBy ex:league }
