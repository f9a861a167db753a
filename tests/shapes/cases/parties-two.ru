# SPDX-License-Identifier: ISC
#! ex:a-raid-passed-on MaxCount: An attribution is to one party
INSERT DATA { ex:a-raid-passed-on att:toActor ex:crew }
