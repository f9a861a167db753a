# SPDX-License-Identifier: ISC
#! ex:s-dispute MaxCount: A stance is on one thing
INSERT DATA { ex:s-dispute att:stanceOn ex:a-raid }
