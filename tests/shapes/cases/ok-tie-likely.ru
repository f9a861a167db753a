# SPDX-License-Identifier: ISC
INSERT DATA { ex:a-band att:likelihood att:likelihood-likely }
