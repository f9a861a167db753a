# SPDX-License-Identifier: ISC
#! ex:p-crew MinCount: A passage is in one document
DELETE DATA { ex:p-crew att:inDocument ex:press }
