import { contextOf } from './context.ts';

/** Words of hospitals and insurers: what stands beside them is more likely about a person. */
export const health = contextOf(
  'patient diagnosis diagnosed prescription medication treatment hospital clinic insured health_insurance blood_type mrn',
  'medical_record discharge therapy surgery',
  'patientin diagnose rezept medikament behandlung krankenhaus klinik krankenkasse krankenversicherung versicherte befund',
  'ordonnance médicament traitement hôpital clinique assuré mutuelle maladie carte_vitale',
  'paciente diagnóstico receta medicamento tratamiento asegurado historia_clínica enfermedad seguro_médico',
  'prontuário receita_médica tratamento doente utente convênio seguro_de_saúde',
  '患者 診断 処方 病院 カルテ 健康保険 保険証',
);

/** Words of banks and payment. */
export const bank = contextOf(
  'account bank transfer payment wire remittance beneficiary payee routing sort_code iban bic swift refund invoice',
  'konto bankverbindung überweisung zahlung empfänger bankleitzahl lastschrift kontoinhaber',
  "compte banque virement paiement bénéficiaire prélèvement relevé_d'identité rib",
  'cuenta banco transferencia pago beneficiario domiciliación titular',
  'conta transferência pagamento beneficiário agência pix',
  'conto bonifico pagamento beneficiario rekening rachunek przelew',
  '口座 銀行 振込 振り込み 支店 名義',
);
