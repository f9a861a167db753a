# SPDX-License-Identifier: ISC
#! ex:a-raid-before Xone: An attribution names its party
INSERT DATA { ex:a-raid-before att:partyUnknown true }
