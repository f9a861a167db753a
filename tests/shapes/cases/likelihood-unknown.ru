# SPDX-License-Identifier: ISC
#! ex:a-nobody Class: An assertion has one likelihood
INSERT DATA { ex:a-nobody att:likelihood att:likelihood-probable }
