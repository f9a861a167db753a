# SPDX-License-Identifier: ISC
#! ex:raid MaxCount: The beginning is one text
INSERT DATA { ex:raid att:began "2020" }
