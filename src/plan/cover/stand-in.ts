import type { Contract, Role } from '../../contract/index.ts';

/** Whether a person of a role can stand in for a lost one: operators for operators, supervisors and their deputies (D17). */
export function standsInFor(contract: Contract, lost: Role, role: Role): boolean {
  if (lost === 'operator') return role === 'operator';
  return role === 'supervisor' || contract.roles.supervisorDeputies.includes(role);
}
