# SPDX-License-Identifier: ISC
#! ex:a-nobody Xone: An attribution names its party
DELETE DATA { ex:a-nobody att:partyUnknown true }
