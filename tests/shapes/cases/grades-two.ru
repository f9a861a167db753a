# SPDX-License-Identifier: ISC
#! ex:a-raid-before MaxCount: An attribution has one grade
INSERT DATA { ex:a-raid-before att:grade att:grade-linked }
