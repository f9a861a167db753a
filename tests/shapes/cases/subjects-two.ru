# SPDX-License-Identifier: ISC
#! ex:a-raid-before MaxCount: An attribution is of one subject
INSERT DATA { ex:a-raid-before att:ofSubject ex:break-in }
