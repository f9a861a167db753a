# SPDX-License-Identifier: ISC
#! ex:p-raid Or: The place of a passage is counted in one way
INSERT DATA { ex:p-raid att:page 1 }
