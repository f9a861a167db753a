# SPDX-License-Identifier: ISC
#! ex:defacement Pattern: The beginning is ISO 8601
INSERT DATA { ex:defacement att:began "May 2020" }
