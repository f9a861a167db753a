# SPDX-License-Identifier: ISC
#! ex:s-dispute Class: A stance is taken by one agent
INSERT DATA { ex:s-dispute att:stanceBy ex:note }
