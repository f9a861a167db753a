# SPDX-License-Identifier: ISC
#! ex:a-break-in MaxCount: An assertion has one likelihood
INSERT DATA { ex:a-break-in att:likelihood att:likelihood-likely }
