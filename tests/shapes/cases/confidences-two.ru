# SPDX-License-Identifier: ISC
#! ex:a-raid MaxCount: An assertion has one level of confidence
INSERT DATA { ex:a-raid att:confidence att:confidence-high }
