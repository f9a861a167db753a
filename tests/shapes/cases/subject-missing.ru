# SPDX-License-Identifier: ISC
#! ex:a-nobody MinCount: An attribution is of one subject
DELETE DATA { ex:a-nobody att:ofSubject ex:break-in ; att:relates ex:break-in }
