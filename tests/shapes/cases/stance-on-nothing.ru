# SPDX-License-Identifier: ISC
#! ex:s-dispute MinCount: A stance is on one thing
DELETE DATA { ex:s-dispute att:stanceOn ex:a-band }
