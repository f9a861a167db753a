# SPDX-License-Identifier: ISC
#! ex:a-raid-passed-on MinCount: An attribution has one grade
DELETE DATA { ex:a-raid-passed-on att:grade att:grade-linked }
